<?php
/**
 * Carts, as they change.
 *
 * @package Parley
 */

defined( 'ABSPATH' ) || exit;

/**
 * Tells Parley of a cart, once a request, after everything else is done.
 *
 * The hooks only mark: they fire alike for classic pages, wc-ajax and the cart and checkout blocks, sometimes many times
 * in one request. WooCommerce's own webhooks name no cart, and woocommerce_cart_updated fires on plain page views.
 */
class Parley_Cart {

	/**
	 * Under what the session keeps the cart's name.
	 */
	const NAME = 'parley_cart';

	/**
	 * What links an order to the cart that it was.
	 */
	const META = '_parley_cart';

	/**
	 * Which Parley.
	 *
	 * @var Parley_Settings
	 */
	private $settings;

	/**
	 * Whether the cart changed in this request.
	 *
	 * @var bool
	 */
	private $changed = false;

	/**
	 * The cart that became an order in this request, ready to be sent.
	 *
	 * @var array<string, mixed>|null
	 */
	private $ordered = null;

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
		add_action( 'woocommerce_add_to_cart', array( $this, 'mark' ), 10, 0 );
		add_action( 'woocommerce_after_cart_item_quantity_update', array( $this, 'mark_quantity' ), 10, 3 );
		add_action( 'woocommerce_cart_item_removed', array( $this, 'mark' ), 10, 0 );
		add_action( 'woocommerce_cart_item_restored', array( $this, 'mark' ), 10, 0 );
		add_action( 'woocommerce_cart_emptied', array( $this, 'mark_emptied' ) );
		add_action( 'woocommerce_applied_coupon', array( $this, 'mark' ), 10, 0 );
		add_action( 'woocommerce_removed_coupon', array( $this, 'mark' ), 10, 0 );
		add_action( 'woocommerce_checkout_create_order', array( $this, 'link' ) );
		add_action( 'woocommerce_checkout_order_processed', array( $this, 'order' ) );
		add_action( 'woocommerce_store_api_checkout_order_processed', array( $this, 'order_by_blocks' ) );
		add_action( 'shutdown', array( $this, 'send' ), PHP_INT_MAX );
	}

	/**
	 * Note that the cart changed, and see to it that it has a name.
	 *
	 * @return void
	 */
	public function mark() {
		if ( null !== $this->name( true ) ) {
			$this->changed = true;
		}
	}

	/**
	 * Note a changed quantity; applying a coupon by the Store API tells of one that stays the same.
	 *
	 * @param string    $key      The line.
	 * @param int|float $quantity The quantity now.
	 * @param int|float $old      The quantity before.
	 * @return void
	 */
	public function mark_quantity( $key, $quantity, $old ) { // phpcs:ignore Generic.CodeAnalysis.UnusedFunctionParameter.FoundBeforeLastUsed -- WooCommerce passes it.
		if ( (float) $quantity !== (float) $old ) {
			$this->mark();
		}
	}

	/**
	 * Note an emptied cart. Signing out empties only this session's copy, and a cart without a name was never told of.
	 *
	 * @param bool $for_good Whether the customer's kept cart is emptied, too.
	 * @return void
	 */
	public function mark_emptied( $for_good = true ) {
		if ( $for_good && null !== $this->name( false ) ) {
			$this->changed = true;
		}
	}

	/**
	 * Link an order of the classic checkout to its cart; WooCommerce saves it right after.
	 *
	 * @param WC_Order $order The order that is being made.
	 * @return void
	 */
	public function link( $order ) {
		$name = $this->name( false );
		if ( null !== $name ) {
			$order->update_meta_data( self::META, $name );
		}
	}

	/**
	 * Note that the cart became an order, while it still holds its lines. The next cart of this session has a new name.
	 *
	 * @param int $id The order's id.
	 * @return void
	 */
	public function order( $id ) {
		$name = $this->name( false );
		if ( null === $name ) {
			return;
		}
		$this->ordered             = $this->report( $name );
		$this->ordered['order_id'] = (int) $id;
		$this->changed             = false;
		WC()->session->set( self::NAME, null );
	}

	/**
	 * The same for the checkout block, which makes its order when the page is opened and so links it only now.
	 *
	 * @param WC_Order $order The order.
	 * @return void
	 */
	public function order_by_blocks( $order ) {
		$this->link( $order );
		$order->save_meta_data();
		$this->order( $order->get_id() );
	}

	/**
	 * Send what there is to tell: once a request, and where the server can, after the visitor has his page.
	 *
	 * @return void
	 */
	public function send() {
		$report        = $this->due();
		$this->ordered = null;
		$this->changed = false;
		if ( null === $report || Parley_Status::is_paused() ) {
			return;
		}
		$is_gone = $this->let_visitor_go();
		( new Parley_Client( $this->settings ) )->report( 'cart', $report, ! $is_gone );
	}

	/**
	 * Return the cart's name and size for the chat, which notes from which cart somebody wrote.
	 *
	 * @return array<string, mixed>|null Null where the cart is empty. The total is in hundredths.
	 */
	public function note(): ?array {
		$cart = WC()->cart;
		if ( ! $cart instanceof WC_Cart || $cart->is_empty() ) {
			return null;
		}
		if ( null === $this->name( false ) ) {
			$this->mark(); // Filled before the plugin was there.
		}
		return array(
			'token'    => $this->name( true ),
			'items'    => (int) $cart->get_cart_contents_count(),
			'total'    => (int) round( (float) $cart->get_total( 'edit' ) * 100 ),
			'currency' => get_woocommerce_currency(),
		);
	}

	/**
	 * Return what is to be sent, if anything.
	 *
	 * @return array<string, mixed>|null
	 */
	private function due(): ?array {
		if ( null !== $this->ordered ) {
			return $this->ordered;
		}
		$name = $this->changed ? $this->name( false ) : null;
		return null === $name ? null : $this->report( $name );
	}

	/**
	 * Return the cart as it is now.
	 *
	 * @param string $name The cart's name.
	 * @return array<string, mixed>
	 */
	private function report( string $name ): array {
		$now = microtime( true );
		return array(
			'token'      => $name,
			'updated_at' => gmdate( 'Y-m-d\TH:i:s', (int) $now ) . sprintf( '.%06dZ', (int) ( fmod( $now, 1 ) * 1000000 ) ),
			'locale'     => Parley_Page::language( determine_locale() ),
		) + Parley_Cart_Snapshot::of( WC()->cart );
	}

	/**
	 * Return the cart's name: random, kept in the visitor's session, so that nothing of the session is ever told.
	 *
	 * @param bool $make Whether to give it one.
	 * @return string|null Null where it has none.
	 */
	private function name( bool $make ): ?string {
		$session = WC()->session;
		if ( ! $session instanceof WC_Session || ! WC()->cart instanceof WC_Cart ) {
			return null;
		}
		$name = $session->get( self::NAME );
		if ( ! is_string( $name ) || '' === $name ) {
			if ( ! $make ) {
				return null;
			}
			$name = wp_generate_uuid4();
			$session->set( self::NAME, $name );
		}
		return $name;
	}

	/**
	 * Finish the answer to the visitor, where the server can do that before the script ends (PHP-FPM, LiteSpeed).
	 *
	 * @return bool Whether nobody waits any more.
	 */
	private function let_visitor_go(): bool {
		/**
		 * Filters whether the answer may be finished before a report is sent.
		 *
		 * @param bool $may Set to false where something prints after every other shutdown function.
		 */
		if ( ! apply_filters( 'parley_finish_request', true ) ) {
			return false;
		}
		foreach ( array( 'fastcgi_finish_request', 'litespeed_finish_request' ) as $finish ) {
			if ( function_exists( $finish ) ) {
				return (bool) $finish();
			}
		}
		return false;
	}
}
