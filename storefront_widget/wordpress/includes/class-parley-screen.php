<?php
/**
 * The settings page.
 *
 * @package Parley
 */

defined( 'ABSPATH' ) || exit;

/**
 * Draws the page: how to connect, or how the connection stands.
 */
class Parley_Screen {

	/**
	 * Which Parley.
	 *
	 * @var Parley_Settings
	 */
	private $settings;

	/**
	 * Hold the settings.
	 *
	 * @param Parley_Settings $settings Which Parley.
	 */
	public function __construct( Parley_Settings $settings ) {
		$this->settings = $settings;
	}

	/**
	 * Draw the page.
	 *
	 * @return void
	 */
	public function show() {
		echo '<div class="wrap"><h1>Parley</h1>';
		$this->show_news();
		$this->show_result();
		if ( $this->settings->is_connected() ) {
			$this->show_connection();
		}
		$this->show_ways_to_connect();
		echo '</div>';
	}

	/**
	 * Say what became of the last click.
	 *
	 * @return void
	 */
	private function show_news() {
		// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- Chooses among fixed sentences.
		$said = isset( $_GET['parley_said'] ) ? sanitize_key( wp_unslash( $_GET['parley_said'] ) ) : '';
		$news = array(
			'connected'    => array( 'success', __( 'This store is connected. The chat is on its pages now.', 'parley' ) ),
			'saved'        => array( 'warning', __( 'The connection is saved, but not everything works yet.', 'parley' ) ),
			'disconnected' => array( 'success', __( 'This store is not connected any more. The chat is gone from its pages.', 'parley' ) ),
			'no_address'   => array( 'error', __( 'This is no address. Enter it as your browser shows it, for instance https://parley.example.', 'parley' ) ),
			'no_line'      => array( 'error', __( 'This is no connection line. Copy it whole from Parley: Settings, Stores, this store, WordPress plugin.', 'parley' ) ),
		);
		if ( isset( $news[ $said ] ) ) {
			$this->show_notice( $news[ $said ][0], $news[ $said ][1] );
		}
	}

	/**
	 * Show how a test went, once.
	 *
	 * @return void
	 */
	private function show_result() {
		$lines = get_transient( Parley_Admin::result_name() );
		if ( ! is_array( $lines ) ) {
			return;
		}
		delete_transient( Parley_Admin::result_name() );
		foreach ( $lines as list( $is_well, $sentence ) ) {
			$this->show_notice( $is_well ? 'success' : 'error', (string) $sentence );
		}
	}

	/**
	 * Show one sentence at the top of the page.
	 *
	 * @param string $look     What kind of notice: success, warning, error.
	 * @param string $sentence What it says.
	 * @return void
	 */
	private function show_notice( string $look, string $sentence ) {
		printf( '<div class="notice notice-%s"><p>%s</p></div>', esc_attr( $look ), esc_html( $sentence ) );
	}

	/**
	 * Show how the connection stands, and its buttons.
	 *
	 * @return void
	 */
	private function show_connection() {
		$rows = array(
			__( 'Your Parley', 'parley' )    => $this->settings->address,
			__( 'This store', 'parley' )     => $this->settings->store,
			__( 'Last report', 'parley' )    => $this->last_report(),
			__( 'The chat', 'parley' )       => __( 'On every page of the store, but for previews.', 'parley' ),
			__( 'Sent to Parley', 'parley' ) => __( 'Carts when they change, and the number of the signed-in customer who opens the chat. Orders and products come by WooCommerce’s own webhooks.', 'parley' ),
		);
		echo '<h2>' . esc_html__( 'Connection', 'parley' ) . '</h2><table class="form-table" role="presentation">';
		foreach ( $rows as $name => $value ) {
			printf( '<tr><th scope="row">%s</th><td>%s</td></tr>', esc_html( $name ), esc_html( $value ) );
		}
		echo '</table>';
		$this->show_button( 'parley_test', __( 'Test the connection', 'parley' ), 'primary' );
		$this->show_button( 'parley_disconnect', __( 'Disconnect', 'parley' ), 'secondary' );
	}

	/**
	 * Show both ways to connect.
	 *
	 * @return void
	 */
	private function show_ways_to_connect() {
		$is_connected = $this->settings->is_connected();
		echo '<h2>' . esc_html( $is_connected ? __( 'Connect anew', 'parley' ) : __( 'Connect this store', 'parley' ) ) . '</h2>';
		echo '<p>' . esc_html__( 'Enter the address of your Parley and click Connect. You sign in there, approve its access to WooCommerce, and come back.', 'parley' ) . '</p>';
		$this->begin_form( 'parley_connect' );
		$this->show_field( 'parley_address', __( 'Address of your Parley', 'parley' ), 'https://parley.example', $this->settings->address );
		submit_button( __( 'Connect', 'parley' ), $is_connected ? 'secondary' : 'primary', 'submit', false );
		echo '</form>';
		echo '<p>' . esc_html__( 'Or paste the connection line that Parley shows: Settings, Stores, this store, WordPress plugin. It works everywhere, also where Parley cannot reach this site.', 'parley' ) . '</p>';
		$this->begin_form( 'parley_paste' );
		$this->show_field( 'parley_line', __( 'Connection line', 'parley' ), 'https://parley.example|…|…', '' );
		submit_button( __( 'Save', 'parley' ), 'secondary', 'submit', false );
		echo '</form>';
	}

	/**
	 * Begin a form that posts to one of our actions.
	 *
	 * @param string $action Which one.
	 * @return void
	 */
	private function begin_form( string $action ) {
		printf( '<form method="post" action="%s" style="display:inline-block;margin-inline-end:8px">', esc_url( admin_url( 'admin-post.php' ) ) );
		printf( '<input type="hidden" name="action" value="%s">', esc_attr( $action ) );
		wp_nonce_field( $action );
	}

	/**
	 * Show a text field with its label.
	 *
	 * @param string $name    Its name.
	 * @param string $label   Its label.
	 * @param string $example What stands in it while it is empty.
	 * @param string $value   What is in it.
	 * @return void
	 */
	private function show_field( string $name, string $label, string $example, string $value ) {
		printf(
			'<p><label for="%1$s">%2$s</label><br><input type="text" class="regular-text code" id="%1$s" name="%1$s" placeholder="%3$s" value="%4$s" autocomplete="off" spellcheck="false" required></p>',
			esc_attr( $name ),
			esc_html( $label ),
			esc_attr( $example ),
			esc_attr( $value )
		);
	}

	/**
	 * Show a form that is one button.
	 *
	 * @param string $action What it does.
	 * @param string $label  What it says.
	 * @param string $look   Either "primary" or "secondary".
	 * @return void
	 */
	private function show_button( string $action, string $label, string $look ) {
		$this->begin_form( $action );
		submit_button( $label, $look, 'submit', false );
		echo '</form>';
	}

	/**
	 * Say when the last report was sent, and how it went.
	 *
	 * @return string
	 */
	private function last_report(): string {
		$last = Parley_Status::last();
		if ( 0 === $last['at'] ) {
			return __( 'None yet. The first comes when a visitor puts something into a cart.', 'parley' );
		}
		/* translators: %s: a span of time, for instance "5 minutes". */
		$ago = sprintf( __( '%s ago', 'parley' ), human_time_diff( $last['at'] ) );
		if ( 'refused' === $last['problem'] ) {
			/* translators: %s: when, for instance "5 minutes ago". */
			return sprintf( __( '%s: Parley refused it. Paste the connection line again.', 'parley' ), $ago );
		}
		if ( 'away' === $last['problem'] ) {
			/* translators: %s: when, for instance "5 minutes ago". */
			return sprintf( __( '%s: Parley did not answer. The next change is tried again.', 'parley' ), $ago );
		}
		return $ago;
	}
}
