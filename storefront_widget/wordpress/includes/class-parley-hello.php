<?php
/**
 * How the secret gets here by itself.
 *
 * @package Parley
 */

defined( 'ABSPATH' ) || exit;

/**
 * Takes the store's name and secret from Parley, after the merchant has connected the store there.
 *
 * The merchant's click on Connect makes a code that works once, for an hour, for the Parley whose address he entered: the
 * address is never taken from the caller. Where Parley cannot reach this site, its connection line is pasted instead.
 */
class Parley_Hello {

	const CODE    = 'parley_hello';
	const SECONDS = 3600;

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
	 * Hook in.
	 *
	 * @return void
	 */
	public function hook_in() {
		add_action( 'rest_api_init', array( $this, 'register' ) );
	}

	/**
	 * Make a new code; an older one ends.
	 *
	 * @return string
	 */
	public static function new_code(): string {
		$code = wp_generate_password( 43, false );
		set_transient( self::CODE, hash( 'sha256', $code ), self::SECONDS );
		return $code;
	}

	/**
	 * Add the route, which nobody but the holder of the code gets anything from.
	 *
	 * @return void
	 */
	public function register() {
		$text = array(
			'type'     => 'string',
			'required' => true,
		);
		register_rest_route(
			'parley/v1',
			'/hello',
			array(
				'methods'             => WP_REST_Server::CREATABLE,
				'callback'            => array( $this, 'take' ),
				'permission_callback' => array( $this, 'may' ),
				'args'                => array(
					'code'   => $text,
					'store'  => $text,
					'secret' => $text,
				),
			)
		);
	}

	/**
	 * Say whether the caller holds the code.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return bool|WP_Error
	 */
	public function may( $request ) {
		$kept  = get_transient( self::CODE );
		$given = hash( 'sha256', (string) $request->get_param( 'code' ) );
		if ( is_string( $kept ) && hash_equals( $kept, $given ) ) {
			return true;
		}
		return new WP_Error( 'parley_code', __( 'This code is used up, too old or not right. Click Connect again.', 'parley' ), array( 'status' => 403 ) );
	}

	/**
	 * Take the store's name and secret, and let the code end.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return array<string, bool>|WP_Error
	 */
	public function take( $request ) {
		$store  = (string) $request->get_param( 'store' );
		$secret = (string) $request->get_param( 'secret' );
		if ( '' === $this->settings->address || ! Parley_Settings::is_store( $store ) || ! Parley_Settings::is_secret( $secret ) ) {
			return new WP_Error( 'parley_values', __( 'This is no store and secret of a Parley.', 'parley' ), array( 'status' => 400 ) );
		}
		delete_transient( self::CODE );
		( new Parley_Settings( $this->settings->address, $store, $secret ) )->save();
		Parley_Status::forget();
		return array( 'connected' => true );
	}
}
